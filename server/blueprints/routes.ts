import { Blueprint } from '../../core/blueprint/blueprint.ts'
import { DefenseBlueprint, PracticalBlueprint } from '../../core/blueprint/practical.ts'
import { AppError } from '../../core/errors.ts'
import { ItemKind } from '../../core/item.ts'
import { closed, Type } from '../../core/schema.ts'
import type { Routes } from '../app.ts'
import { requireBank } from '../banks/create.ts'
import { BankParams } from '../banks/routes.ts'
import { Problem } from '../plugins/problems.ts'
import { type NewBlueprint, saveBlueprint } from './save.ts'
import { blueprintStore } from './store.ts'

const BlueprintLine = closed({
  id: Type.String(),
  kind: ItemKind,
  name: Type.String(),
  version: Type.Integer(),
  digest: Type.String(),
  author: Type.String(),
  at: Type.Integer(),
})
const BlueprintView = closed({ ...BlueprintLine.properties, content: Type.Unknown() })
const name = Type.String({ minLength: 1, maxLength: 100 })
const NewBlueprintBody = Type.Union([
  closed({ kind: Type.Literal('theory'), name, content: Blueprint }),
  closed({ kind: Type.Literal('practical'), name, content: PracticalBlueprint }),
  closed({ kind: Type.Literal('defense'), name, content: DefenseBlueprint }),
])

export const blueprintRoutes: Routes = (app, { db, now }) => {
  app.get(
    '/api/banks/:bank/blueprints',
    {
      config: { right: 'blueprint.read' },
      schema: { params: BankParams, response: { 200: Type.Array(BlueprintLine), 404: Problem } },
    },
    async ({ params }) => {
      await requireBank(db, params.bank)
      return blueprintStore(db.read).all(params.bank)
    },
  )

  app.get(
    '/api/banks/:bank/blueprints/:blueprint',
    {
      config: { right: 'blueprint.read' },
      schema: {
        description: 'One version with what it says.',
        params: closed({ ...BankParams.properties, blueprint: Type.String({ maxLength: 60 }) }),
        response: { 200: BlueprintView, 404: Problem },
      },
    },
    async ({ params }) => {
      const found = await blueprintStore(db.read).find(params.bank, params.blueprint)
      if (!found)
        throw new AppError(
          'blueprint.missing',
          `There is no blueprint ${params.blueprint} in ${params.bank}. / 题库${params.bank}中没有该组卷计划。`,
        )
      const { bank: _, ...view } = found
      return view
    },
  )

  app.post(
    '/api/banks/:bank/blueprints',
    {
      config: { right: 'blueprint.write' },
      schema: {
        params: BankParams,
        body: NewBlueprintBody,
        response: { 201: BlueprintLine, 404: Problem, 422: Problem },
      },
    },
    async ({ params, body, actor }, reply) => {
      await requireBank(db, params.bank)
      return reply.code(201).send(await saveBlueprint(db, params.bank, body as NewBlueprint, { actor, at: now() }))
    },
  )
}
