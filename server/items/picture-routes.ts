/** Routes of pictures: taken as bytes, shown with the item that holds them. */
import { closed, Sha256, Type } from '../../core/schema.ts'
import type { App, Routes } from '../app.ts'
import { requireBank } from '../banks/create.ts'
import { BankParams } from '../banks/routes.ts'
import { Problem } from '../plugins/problems.ts'
import { addPicture, MAX_PICTURE_BYTES, readPicture, StoredPicture } from './pictures.ts'
import { ItemParams } from './write-routes.ts'

export const itemPictureRoutes: Routes = (app, deps) => {
  const { db, now } = deps
  // A scope of its own: no other route takes bytes as its body.
  void app.register(async (plain) => {
    const scope = plain as unknown as App
    // The body is the picture itself; what it is called or claims to be does not count.
    scope.addContentTypeParser(
      ['image/png', 'image/jpeg', 'application/octet-stream'],
      { parseAs: 'buffer', bodyLimit: MAX_PICTURE_BYTES },
      (_, body, done) => done(null, body),
    )
    scope.post(
      '/api/banks/:bank/pictures',
      {
        bodyLimit: MAX_PICTURE_BYTES,
        config: { right: 'item.write' },
        schema: {
          description: 'The bytes of a PNG or JPEG as the body; at most 5 MiB and 20 million pixels.',
          params: BankParams,
          response: { 201: StoredPicture, 404: Problem, 422: Problem },
        },
      },
      async ({ params, body, actor }, reply) => {
        await requireBank(db, params.bank)
        const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
        return reply.code(201).send(await addPicture(deps, params.bank, bytes, { actor, at: now() }))
      },
    )

    scope.get(
      '/api/banks/:bank/items/:id/pictures/:sha256',
      {
        config: { right: 'item.read' },
        schema: {
          params: closed({ ...ItemParams.properties, sha256: Sha256 }),
          response: { 200: Type.Unsafe<Buffer>(Type.String({ format: 'binary' })), 404: Problem },
        },
      },
      async ({ params, actor }, reply) => {
        const { mediaType, bytes } = await readPicture(db, params.bank, params.id, params.sha256, { actor, at: now() })
        return reply
          .type(mediaType)
          .headers({
            'cache-control': 'no-store',
            'content-security-policy': "default-src 'none'; sandbox",
            'x-content-type-options': 'nosniff',
          })
          .send(bytes)
      },
    )
  })
}
