/**
 * Passwords under argon2id, on libuv's threads and not on the loop. Each costs
 * 64 MiB, so only two run at once and few wait: a flood of sign-ins is told to
 * come back, and takes neither the memory nor the threads of everybody else.
 */
import { hash, verify } from '@node-rs/argon2'
import { passwordText } from '../../core/accounts/password.ts'
import { AppError } from '../../core/errors.ts'

/** 64 MiB and three passes: RFC 9106's second recommended option, about 50 ms. argon2id is the default algorithm. */
const COST = { memoryCost: 65_536, timeCost: 3, parallelism: 1 }

export type Hasher = {
  /** The hash to keep, in the PHC form. */
  hash(password: string): Promise<string>
  /** Whether the password is the hash's; without a hash it takes the same time and is not. */
  verify(kept: string | undefined, password: string): Promise<boolean>
}

/** `atOnce` hashes are computed at a time and `waiting` more wait; beyond that `service.busy`. */
export function startHasher({ atOnce = 2, waiting = 30 } = {}): Hasher {
  let running = 0
  const queue: (() => void)[] = []
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < atOnce) running += 1
    else {
      if (queue.length >= waiting)
        throw new AppError('service.busy', 'Too many people sign in at once: try again. / 登录人数过多，请稍后再试。')
      // Whoever finishes hands their place over, so `running` does not change.
      await new Promise<void>((turn) => queue.push(turn))
    }
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) next()
      else running -= 1
    }
  }
  // Nobody's: what is compared with when there is no account.
  let nobody: Promise<string> | undefined
  return {
    hash: (password) => inTurn(() => hash(passwordText(password), COST)),
    async verify(kept, password) {
      nobody ??= hash('nobody has this password', COST)
      const against = kept ?? (await nobody)
      const right = await inTurn(() => verify(against, passwordText(password)))
      return right && kept !== undefined
    },
  }
}
