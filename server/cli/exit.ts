/** An outcome that is no error of the program: the command has already said what it is. */
export class Exit extends Error {
  readonly code: 1 | 2 | 3

  constructor(code: 1 | 2 | 3) {
    super(`exit ${code}`)
    this.code = code
  }
}
