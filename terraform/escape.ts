/**
 * A text as Terraform must read it: every literal `${` and `%{` escaped, so that it is no template.
 * Dashboards, PromQL and CEL hold such text; a value with tokens of cdktf's must not pass through here.
 */
export function escaped(text: string): string {
  // a function: in a replacement text, `$$` is one dollar sign
  return text.replace(/\$\{|%\{/g, (sign) => `${sign[0]}${sign}`)
}
