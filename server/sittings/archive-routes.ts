/** The archive over HTTP: its list, an entry in it, the printed volume, the register of who consulted it. */
import {
  ArchiveEntry,
  ArchiveLine,
  Consultation,
  Decision,
  MaterialId,
  NewConsultation,
  Present,
} from '../../core/archive.ts'
import { closed, Type } from '../../core/schema.ts'
import type { Routes } from '../app.ts'
import { requireBank } from '../banks/create.ts'
import { BankParams } from '../banks/routes.ts'
import { fileReply } from '../coverage/routes.ts'
import { attachment } from '../plugins/attachment.ts'
import { Problem } from '../plugins/problems.ts'
import { archiveOf, enterMaterial } from './archive.ts'
import { archiveStore } from './archive-store.ts'
import { askConsultation, decideConsultation, enterVisit } from './consult.ts'
import { SittingParams } from './routes.ts'
import { printVolume } from './volume.ts'

const ConsultationParams = closed({ ...BankParams.properties, consultation: Type.String({ maxLength: 60 }) })
const failures = { 403: Problem, 404: Problem, 409: Problem, 422: Problem }

export const archiveRoutes: Routes = (app, deps) => {
  const { db, now } = deps
  const by = (actor: string) => ({ actor, at: now() })

  app.get(
    '/api/banks/:bank/sittings/:sitting/archive',
    {
      config: { right: 'sitting.read' },
      schema: {
        description:
          'What is kept of a sitting, where it lies and until when; what is needed and not present is missing.',
        params: SittingParams,
        response: { 200: Type.Array(ArchiveLine), 404: Problem },
      },
    },
    async ({ params }) => (await archiveOf(db.read, params.bank, params.sitting)).lines,
  )

  app.put(
    '/api/banks/:bank/sittings/:sitting/archive/:material',
    {
      config: { right: 'archive.enter' },
      schema: {
        description: 'Enters where a material lies. Earlier entries stay on record; the newest holds.',
        params: closed({ ...SittingParams.properties, material: MaterialId }),
        body: ArchiveEntry,
        response: { 204: Type.Null(), ...failures },
      },
    },
    async ({ params, body, actor }, reply) => {
      await enterMaterial(db, params.bank, params.sitting, params.material, body, by(actor))
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/banks/:bank/sittings/:sitting/volume',
    {
      config: { right: 'sitting.read' },
      schema: {
        description: 'Cover and contents of the volume.',
        params: SittingParams,
        response: { 200: fileReply('application/pdf'), 404: Problem },
      },
    },
    async ({ params, actor }, reply) => {
      const bank = await requireBank(db, params.bank)
      const { bytes } = await printVolume(deps, bank, params.sitting, by(actor))
      return reply
        .type('application/pdf')
        .header('content-disposition', attachment(`archive-${params.sitting}.pdf`))
        .send(bytes)
    },
  )

  app.get(
    '/api/banks/:bank/consultations',
    {
      config: { right: 'sitting.read' },
      schema: {
        description: 'The register: who consulted which archive when and why, who approved, who was present.',
        params: BankParams,
        response: { 200: Type.Array(Consultation), 404: Problem },
      },
    },
    async ({ params }) => {
      await requireBank(db, params.bank)
      return archiveStore(db.read).consultations(params.bank)
    },
  )

  app.post(
    '/api/banks/:bank/sittings/:sitting/consultations',
    {
      config: { right: 'archive.consult' },
      schema: {
        params: SittingParams,
        body: NewConsultation,
        response: { 201: closed({ id: Type.String() }), ...failures },
      },
    },
    async ({ params, body, actor }, reply) =>
      reply.code(201).send({ id: await askConsultation(db, params.bank, params.sitting, body, by(actor)) }),
  )

  app.post(
    '/api/banks/:bank/consultations/:consultation/decision',
    {
      config: { right: 'archive.approve' },
      schema: {
        params: ConsultationParams,
        body: closed({ decision: Decision }),
        response: { 204: Type.Null(), ...failures },
      },
    },
    async ({ params, body, actor }, reply) => {
      await decideConsultation(db, params.bank, params.consultation, body.decision, by(actor))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/banks/:bank/consultations/:consultation/visit',
    {
      config: { right: 'archive.consult' },
      schema: {
        description: 'Enters that an approved consultation takes place now, and the two who are present.',
        params: ConsultationParams,
        body: closed({ present: Present }),
        response: { 204: Type.Null(), ...failures },
      },
    },
    async ({ params, body, actor }, reply) => {
      await enterVisit(db, params.bank, params.consultation, body.present, by(actor))
      return reply.code(204).send(null)
    },
  )
}
