/** Refusals a caller can act on. Anything else that throws is a bug. */
export type ErrorCode =
  | 'access.denied'
  | 'bank.missing'
  | 'blueprint.invalid'
  | 'blueprint.missing'
  | 'bulk.missing'
  | 'ceremony.missing'
  | 'ceremony.person'
  | 'ceremony.state'
  | 'clock.doubtful'
  | 'custody.state'
  | 'database.key'
  | 'database.newer'
  | 'file.unreadable'
  | 'file.wrong'
  | 'import.missing'
  | 'import.refused'
  | 'input.invalid'
  | 'input.usage'
  | 'item.checklist'
  | 'item.conflict'
  | 'item.calculation'
  | 'item.missing'
  | 'item.not-yours'
  | 'item.state'
  | 'item.same-person'
  | 'item.unseen'
  | 'log.broken'
  | 'log.unwritable'
  | 'paper.glyph'
  | 'paper.missing'
  | 'paper.state'
  | 'picture.refused'
  | 'request.busy'
  | 'request.limit'
  | 'request.other'
  | 'reading.budget'
  | 'reading.reason'
  | 'relation.missing'
  | 'relation.state'
  | 'remap.missing'
  | 'remap.state'
  | 'seal.broken'
  | 'seal.passphrase'
  | 'seal.quorum'
  | 'seal.too-early'
  | 'set.breach'
  | 'set.missing'
  | 'set.state'
  | 'sitting.missing'
  | 'sitting.state'
  | 'table.missing'
  | 'view.missing'
  | 'work.cancelled'
  | 'work.failed'

/**
 * A refusal. `message` reaches the user: say what was refused, why and how to
 * mend it, never what is in an item, a key or a paper.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
