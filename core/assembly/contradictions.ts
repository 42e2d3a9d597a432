/** Rules that leave part of a paper without any item it could come from, whatever the numbers in the bank. */
import type { PoolItem } from '../blueprint/blueprint.ts'
import type { Contradiction, ResolvedBlueprint } from '../blueprint/resolve.ts'
import type { Rule } from '../blueprint/rule.ts'
import { itemsUnit, marksUnit } from '../blueprint/words.ts'
import { isWithin } from '../element-table.ts'
import { counted } from '../words.ts'

/**
 * A list of scopes, difficulties or importances whose most allowed amounts sum
 * to less than the paper, over a pool that has nothing outside the list: counts
 * that sum to 97 of 100. With items outside the list it is a partial list, which
 * is allowed.
 */
export function poolContradictions(pool: readonly PoolItem[], blueprint: ResolvedBlueprint): Contradiction[] {
  const types = new Set(blueprint.sections.map(({ type }) => type))
  if (!pool.some(({ type }) => types.has(type))) return []
  // Most blueprints sum up, and then the pool is not looked at.
  const always = (holds: (item: PoolItem) => boolean) => pool.every((item) => !types.has(item.type) || holds(item))
  const scopes = blueprint.rules.filter(({ where }) => where.scope !== undefined)
  const outermost = scopes.filter(
    (rule) => !scopes.some((other) => other !== rule && isWithin(rule.where.scope!, other.where.scope!)),
  )
  const field = (name: 'difficulty' | 'importance') => blueprint.rules.filter(({ where }) => where[name] !== undefined)
  return [
    ...short('scopes', outermost, blueprint, (rule) =>
      always((item) => rule.some((r) => isWithin(item.scope, r.where.scope!))),
    ),
    ...short('difficulty', field('difficulty'), blueprint, (rule) =>
      always((item) => rule.some((r) => r.where.difficulty === item.difficulty)),
    ),
    ...short('importance', field('importance'), blueprint, (rule) =>
      always((item) => rule.some((r) => r.where.importance === item.importance)),
    ),
  ]
}

function short(
  place: string,
  rules: readonly Rule[],
  blueprint: ResolvedBlueprint,
  coversPool: (rules: readonly Rule[]) => boolean,
): Contradiction[] {
  const [first] = rules
  if (!first || rules.some(({ measure, max }) => measure !== first.measure || max === null)) return []
  const inMarks = first.measure === 'half-marks'
  const scale = inMarks ? 2 : 1
  const most = rules.reduce((sum, { max }) => sum + max!, 0) / scale
  const total = (inMarks ? blueprint.halfMarks : blueprint.items) / scale
  if (most >= total || !coversPool(rules)) return []
  const unit = inMarks ? marksUnit : itemsUnit
  const zh = `各项合计至多 ${most} ${unit.zh}，而每卷为 ${total} ${unit.zh}，题库中又没有其他试题可补。`
  const en = `These rules allow at most ${counted(most, unit.one, unit.en)} together, a paper has ${total}, and the pool holds nothing outside them.`
  return [{ place, sentence: { zh, en } }]
}
