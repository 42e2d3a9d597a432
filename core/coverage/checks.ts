/**
 * Further checks, as warnings: guidance that real element tables and banks break,
 * so none of them fails a bank. Each carries its rule in words, whether it holds,
 * and what was found.
 */
import { type ElementTable, lowestScopes } from '../element-table.ts'
import { closed, type Static, Type, Words } from '../schema.ts'
import type { TheoryCounts } from './counts.ts'
import { type AssessmentPlan, LEAST_MINUTES, PASS_MARKS, planClauses } from './plan.ts'
import type { Standard } from './standard.ts'

export const Check = closed({ id: Type.String(), rule: Words, holds: Type.Boolean(), finding: Words })
export type Check = Static<typeof Check>

/** A theory blueprint's time and pass mark out of 100, as far as it names them. */
export type TheoryTerms = { name: string; minutes: number | undefined; pass: number | undefined }

export type CheckInput = {
  level: number
  table: ElementTable | null
  counts: TheoryCounts
  /** Approved items of any kind that were written for an element table no longer in force. */
  superseded: number
  /** The newest version of each theory blueprint. */
  blueprints: readonly TheoryTerms[]
  plan: AssessmentPlan | null
  standard: Standard | null
  /** Near-duplicates and enemies proposed and not decided. */
  openRelations: number
  /** Items added or revised in the last twelve months. */
  updatedLately: number
}

/** Least points of a theory table, and how far a top scope's share of items may lie from its weight. */
const LEAST_POINTS = 200
const MOST_DRIFT = 5
const ETHICS = '职业道德'
const ETHICS_WEIGHT = 5

const check = (id: string, rule: Words, holds: boolean, zh: string, en: string): Check => ({
  id,
  rule,
  holds,
  finding: { zh, en },
})

/** Every check; those about a table are left out while there is none. */
export function checksOf(input: CheckInput): Check[] {
  const { table, counts } = input
  return [
    check(
      'element-table',
      { zh: '有理论知识鉴定要素细目表。', en: 'There is a theory element table.' },
      table !== null,
      table ? `${table.edition}` : '尚未导入。',
      table ? `${table.edition}` : 'None was imported yet.',
    ),
    ...(table ? [...tableChecks(table), ...itemChecks(counts)] : []),
    ...termChecks(input.blueprints),
    ...bankChecks(input),
    ...planChecks(input),
  ]
}

const listed = (codes: readonly string[]): Words => {
  const shown = codes.slice(0, 8)
  const more = codes.length - shown.length
  return {
    zh: shown.join('、') + (more > 0 ? ` 等${codes.length}个` : ''),
    en: shown.join(', ') + (more > 0 ? ` and ${more} more` : ''),
  }
}

function tableChecks(table: ElementTable): Check[] {
  const shareOf = (letter: string) =>
    (table.points.filter(({ importance }) => importance === letter).length / (table.points.length || 1)) * 100
  const [x, y, z] = [shareOf('X'), shareOf('Y'), shareOf('Z')]
  const ratio = `${x.toFixed(0)} : ${y.toFixed(0)} : ${z.toFixed(0)}`
  const perScope = new Map<string, number>()
  for (const { code } of table.points) {
    const scope = code.slice(0, code.lastIndexOf('-'))
    perScope.set(scope, (perScope.get(scope) ?? 0) + 1)
  }
  const thin = lowestScopes(table).flatMap(({ code, weight }) => ((perScope.get(code) ?? 0) < 2 * weight ? [code] : []))
  const ethics = table.scopes.find(({ name }) => name.includes(ETHICS))
  return [
    check(
      'importance',
      { zh: '鉴定点重要程度：X ≥ 80%，Y ≤ 15%，Z ≤ 5%。', en: 'Importance of points: X ≥ 80 %, Y ≤ 15 %, Z ≤ 5 %.' },
      x >= 80 && y <= 15 && z <= 5,
      `X : Y : Z = ${ratio}`,
      `X : Y : Z = ${ratio}`,
    ),
    check(
      'points',
      { zh: `每个等级的鉴定点不少于${LEAST_POINTS}个。`, en: `A level has ${LEAST_POINTS} assessment points or more.` },
      table.points.length >= LEAST_POINTS,
      `${table.points.length}个`,
      `${table.points.length} points`,
    ),
    check(
      'points-per-weight',
      {
        zh: '每个鉴定范围的鉴定点数不少于其比重的2倍。',
        en: 'A scope has at least twice as many points as its weight.',
      },
      thin.length === 0,
      thin.length ? `不足的范围：${listed(thin).zh}` : '各范围均够。',
      thin.length ? `Too few in ${listed(thin).en}` : 'Every scope has enough.',
    ),
    check(
      'ethics',
      { zh: `职业道德的比重为${ETHICS_WEIGHT}%。`, en: `Professional ethics weighs ${ETHICS_WEIGHT} %.` },
      ethics?.weight === ETHICS_WEIGHT,
      ethics ? `${ethics.weight}%` : '细目表中没有“职业道德”范围。',
      ethics ? `${ethics.weight} %` : 'The table has no scope of that name.',
    ),
  ]
}

function itemChecks({ pointsWithout, pointsWithOne, unassigned, scopes, approved }: TheoryCounts): Check[] {
  const drift = scopes.filter(({ depth, share, weight }) => depth === 1 && Math.abs(share - weight) > MOST_DRIFT)
  return [
    check(
      'bare-points',
      { zh: '每个鉴定点都有试题。', en: 'Every assessment point has an item.' },
      pointsWithout.length === 0,
      pointsWithout.length ? `无题的鉴定点${pointsWithout.length}个：${listed(pointsWithout).zh}` : '均有试题。',
      pointsWithout.length ? `${pointsWithout.length} without: ${listed(pointsWithout).en}` : 'All have.',
    ),
    check(
      'single-points',
      { zh: '每个鉴定点的试题多于1道。', en: 'Every assessment point has more than one item.' },
      pointsWithOne.length === 0,
      pointsWithOne.length
        ? `仅1道题的鉴定点${pointsWithOne.length}个：${listed(pointsWithOne).zh}`
        : '没有仅1道题的。',
      pointsWithOne.length
        ? `${pointsWithOne.length} with one only: ${listed(pointsWithOne).en}`
        : 'None has one only.',
    ),
    check(
      'unassigned',
      { zh: '每道试题都归入鉴定点。', en: 'Every item has an assessment point.' },
      unassigned === 0,
      `未归入的${unassigned}道（共${approved}道）。`,
      `${unassigned} of ${approved} have none.`,
    ),
    check(
      'weights',
      {
        zh: `一级范围的试题占比与比重相差不超过${MOST_DRIFT}个百分点。`,
        en: `A top scope's share of the items lies within ${MOST_DRIFT} points of its weight.`,
      },
      drift.length === 0,
      drift.length
        ? drift.map(({ code, share, weight }) => `${code} 占${share}%、比重${weight}`).join('；')
        : '均在范围内。',
      drift.length
        ? drift.map(({ code, share, weight }) => `${code} has ${share} %, weighs ${weight}`).join('; ')
        : 'All do.',
    ),
  ]
}

/** What theory blueprints say about time and pass; without a blueprint there is nothing to say. */
function termChecks(blueprints: readonly TheoryTerms[]): Check[] {
  if (blueprints.length === 0) return []
  const short = blueprints.filter(({ minutes }) => minutes === undefined || minutes < LEAST_MINUTES.theory)
  const other = blueprints.filter(({ pass }) => pass !== PASS_MARKS)
  const told = (list: readonly TheoryTerms[], value: (terms: TheoryTerms) => string) =>
    list.map((terms) => `${terms.name} ${value(terms)}`).join('；')
  return [
    check(
      'theory-minutes',
      {
        zh: `理论知识考试时间不少于${LEAST_MINUTES.theory}分钟。`,
        en: `Theory takes ${LEAST_MINUTES.theory} minutes or more.`,
      },
      short.length === 0,
      short.length ? told(short, ({ minutes }) => `${minutes ?? '未写明'}`) : '各组卷计划均符合。',
      short.length ? told(short, ({ minutes }) => `${minutes ?? 'not stated'}`) : 'Every blueprint does.',
    ),
    check(
      'pass',
      {
        zh: `百分制，${PASS_MARKS}分（含）以上为合格。`,
        en: `Out of 100 marks, ${PASS_MARKS} pass.`,
      },
      other.length === 0,
      other.length ? told(other, ({ pass }) => `${pass ?? '未写明'}`) : '各组卷计划均符合。',
      other.length ? told(other, ({ pass }) => `${pass ?? 'not stated'}`) : 'Every blueprint does.',
    ),
  ]
}

function bankChecks({ superseded, openRelations, updatedLately, standard }: CheckInput): Check[] {
  return [
    check(
      'superseded',
      { zh: '试题都依据现行细目表。', en: 'Every item is based on the element table in force.' },
      superseded === 0,
      `依据旧版细目表的${superseded}道。`,
      `${superseded} are based on a superseded one.`,
    ),
    check(
      'near-duplicates',
      { zh: '没有待处理的相似题。', en: 'No near-duplicates wait for a decision.' },
      openRelations === 0,
      `待处理${openRelations}组。`,
      `${openRelations} wait.`,
    ),
    check(
      'updates',
      {
        zh: '题库适时更新（最近12个月内有新增或修订）。',
        en: 'The bank is updated from time to time (within 12 months).',
      },
      updatedLately > 0,
      `最近12个月新增、修订${updatedLately}道次。`,
      `${updatedLately} additions and revisions in 12 months.`,
    ),
    check(
      'standard',
      { zh: '写明所依据的职业标准。', en: 'The occupational standard is named.' },
      standard !== null,
      standard ? `${standard.name} ${standard.code} ${standard.edition}` : '尚未登记。',
      standard ? `${standard.name} ${standard.code} ${standard.edition}` : 'It was not entered yet.',
    ),
  ]
}

function planChecks({ plan, level }: CheckInput): Check[] {
  const rule = { zh: '有评价方案，写明各评价方式的权重。', en: 'An assessment plan states the weight of each way.' }
  if (!plan) return [check('plan', rule, false, '尚未制定。', 'There is none yet.')]
  const broken = planClauses(plan, level).filter(({ met }) => !met)
  return [
    check('plan', rule, true, `${plan.ways.length}种评价方式`, `${plan.ways.length} ways`),
    check(
      'plan-clauses',
      { zh: '评价方案符合职业标准的条款。', en: 'The assessment plan keeps the clauses of the standard.' },
      broken.length === 0,
      broken.length ? `不符：${broken.map(({ sentence }) => sentence.zh).join('')}` : '均符合。',
      broken.length ? `Not kept: ${broken.map(({ sentence }) => sentence.en).join(' ')}` : 'All are kept.',
    ),
  ]
}
