/** A sitting as the service shows it. */
import type { paths } from '../../api/schema.d.ts'

export type Sitting =
  paths['/api/banks/{bank}/sittings/{sitting}']['get']['responses'][200]['content']['application/json']

export type Room = Sitting['rooms'][number]
