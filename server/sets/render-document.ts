/** One document of one paper, for whoever looks at a set before it is approved. */
import { AppError } from '../../core/errors.ts'
import { logStore } from '../access/store.ts'
import { act, type By } from '../by.ts'
import type { Deps } from '../deps.ts'
import { documentsOf } from './documents.ts'
import { drawnRevisions } from './drawn.ts'
import { type File, openSet, type RenderOptions } from './render.ts'

/** `document` is its name among a paper's files: "paper", "key-B", "tasks". */
export type DocumentName = { paper: number; document: string }

/** A document of an unsealed set as PDF, or with `word` the Word file of one that offices edit; its entry in the log is durable before the bytes are handed out. */
export async function renderDocument(
  deps: Deps,
  bank: string,
  id: string,
  { paper: number, document: name }: DocumentName,
  options: Pick<RenderOptions, 'format' | 'rationales' | 'word'>,
  by: By,
): Promise<File> {
  const { papers, draft, source, print } = await openSet(deps, bank, id, options)
  const paper = papers.find((found) => found.number === number)
  if (!paper) throw missing(`paper ${number}`, `第${number}套`)
  const frozen = await drawnRevisions(deps, draft, number, source.frozen)
  const documents = documentsOf(paper, { ...source, frozen }).flatMap(({ shown, marking }) => [...shown, ...marking])
  const found = documents.find((document) => document.name === name)
  if (!found) {
    const names = documents.map((document) => document.name)
    throw missing(`document of this name; it has ${names.join(', ')}`, `该文件，可选：${names.join('、')}`)
  }
  const ending = options.word ? '.docx' : '.pdf'
  const file = (await print(found)).find((printed) => printed.name.endsWith(ending))
  if (!file) throw missing('Word file of this document', '该文件的Word版')
  await deps.db.tx((q) =>
    logStore(q).append(act(by, bank, 'set.render', `${id} ${number} ${name}${options.word ? ' word' : ''}`)),
  )
  return { name: `${paper.id}.${name}${ending}`, bytes: file.bytes }
}

const missing = (en: string, zh: string) => new AppError('paper.missing', `The set has no ${en}. / 该套卷没有${zh}。`)
