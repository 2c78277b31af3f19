import { fact, type Grade, type MaybeFact, unknown } from './source.ts'

/** What is in one system beside its GPUs and processors, in the words of the trade. */
export interface SystemParts {
  readonly computeAdapters: MaybeFact<string>
  /** Adapters for storage and in-band. */
  readonly otherAdapters: MaybeFact<string>
  readonly systemDisks: MaybeFact<string>
  readonly dataDisks: MaybeFact<string>
}

/** Parts that all come from one source. */
export function parts(
  source: string,
  grade: Grade,
  { computeAdapters, otherAdapters, systemDisks, dataDisks }: { readonly [part in keyof SystemParts]: string },
): SystemParts {
  return {
    computeAdapters: fact(computeAdapters, source, grade),
    otherAdapters: fact(otherAdapters, source, grade),
    systemDisks: fact(systemDisks, source, grade),
    dataDisks: fact(dataDisks, source, grade),
  }
}

/** Parts that no source gives. */
export function openParts(title: string): SystemParts {
  const open = unknown(`no source lists the parts of a ${title}`)
  return { computeAdapters: open, otherAdapters: open, systemDisks: open, dataDisks: open }
}
