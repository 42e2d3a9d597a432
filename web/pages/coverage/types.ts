import type { paths } from '../../api/schema.d.ts'

export type Coverage = paths['/api/banks/{bank}/coverage']['get']['responses'][200]['content']['application/json']
