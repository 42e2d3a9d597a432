/** Relationships between the parts of a package. */
import { posix } from 'node:path'
import type { Package } from './package.ts'
import { elementsOf } from './xml.ts'

/** `type` is the last word of the relationship's type; `target` a part's name. */
export type Relationship = { id: string; type: string; target: string }

/** The relationships of `part` ('' is the package itself) that stay inside the package. */
export async function relationshipsOf(parts: Package, part: string): Promise<Relationship[]> {
  const folder = part === '' ? '' : posix.dirname(part)
  const name = posix.join(folder, '_rels', `${part === '' ? '' : posix.basename(part)}.rels`)
  if (!parts.has(name)) return []
  const found = await elementsOf(parts, name, 'Relationship')
  return found.flatMap(({ Id = '', Type = '', Target = '', TargetMode }) => {
    if (TargetMode === 'External') return []
    const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target)
    return [{ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target }]
  })
}
