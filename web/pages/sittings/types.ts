/** Sittings and their archive as the service shows them. */
import type { paths } from '../../api/schema.d.ts'

type Shown<Path extends '/api/banks/{bank}/sittings/{sitting}' | '/api/banks/{bank}/sittings/{sitting}/archive'> =
  paths[Path]['get']['responses'][200]['content']['application/json']

export type Sitting = Shown<'/api/banks/{bank}/sittings/{sitting}'>
export type Room = Sitting['rooms'][number]
export type Material = Shown<'/api/banks/{bank}/sittings/{sitting}/archive'>[number]
export type Consultation =
  paths['/api/banks/{bank}/consultations']['get']['responses'][200]['content']['application/json'][number]
