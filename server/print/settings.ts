/**
 * What an organisation prints on its papers, set once for an installation:
 *
 * | variable              | printed                              | default        |
 * | --------------------- | ------------------------------------ | -------------- |
 * | JUANKU_CLASSIFICATION | at the top of every page of a paper  | 机密★启用前    |
 * | JUANKU_ORGANISATION   | above the title of every document    | nothing        |
 *
 * Both are part of a document's value and so of its digest: a set is rendered
 * and sealed under the same settings.
 */
import { Value } from 'typebox/value'
import { AppError } from '../../core/errors.ts'
import { CLASSIFICATION, PaperBank, PaperHead } from '../../core/paper/head.ts'

export type PrintSettings = { classification: string; organisation: string | null }

export const PRINT_DEFAULTS: PrintSettings = { classification: CLASSIFICATION, organisation: null }

/** Reads the settings. Throws `input.usage` for one too long to be printed. An empty classification prints none. */
export function readPrintSettings(env: NodeJS.ProcessEnv): PrintSettings {
  const classification = env['JUANKU_CLASSIFICATION'] ?? PRINT_DEFAULTS.classification
  const organisation = env['JUANKU_ORGANISATION'] || null
  if (!Value.Check(PaperHead.properties.classification, classification)) throw tooLong('JUANKU_CLASSIFICATION', 60)
  if (!Value.Check(PaperBank.properties.organisation, organisation)) throw tooLong('JUANKU_ORGANISATION', 100)
  return { classification, organisation }
}

const tooLong = (name: string, most: number) =>
  new AppError('input.usage', `${name} takes at most ${most} characters. / ${name}不超过${most}个字符。`)
