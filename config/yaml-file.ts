import { configText } from './config-file.ts'
import { type YamlDocument, yamlDocument } from './yaml-document.ts'

/**
 * Reads a YAML file whose top is a map, with places.
 * @param path - dotted path that findings about the whole file have
 */
export async function loadedYaml(file: string, path: string): Promise<YamlDocument> {
  const content = await configText(file, path)
  if ('finding' in content) return { findings: [content.finding] }
  return yamlDocument(file, path, content.text)
}
