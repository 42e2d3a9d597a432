/**
 * Schemas of requests and replies as functions: each is made when it is first
 * needed, once in a process. Made for every route at the start they were most of
 * the time that a service took before it could answer at all.
 */
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import fastJson from 'fast-json-stringify'
import type { FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify'
import type { TSchema } from 'typebox'

/** `compile` put off until its result is called, which is kept for the next who brings the same schema. */
function whenCalled<Route extends { schema: object }, Value, Result>(
  compile: (route: Route) => (value: Value) => Result,
): (route: Route) => (value: Value) => Result {
  const made = new WeakMap<object, (value: Value) => Result>()
  const compiled = (route: Route) => {
    const one = made.get(route.schema) ?? compile(route)
    made.set(route.schema, one)
    return one
  }
  return (route) => (value) => compiled(route)(value)
}

type Route = Parameters<FastifySchemaCompiler<TSchema>>[0]
type Compiled = ReturnType<FastifySchemaCompiler<TSchema>>
const compile = (route: Route): Compiled => TypeBoxValidatorCompiler(route)
// A body comes as JSON, with its types; all else as text that is turned into them.
const [bodies, texts] = [whenCalled(compile), whenCalled(compile)]

export const validatorCompiler: FastifySchemaCompiler<TSchema> = (route) =>
  route.httpPart === 'body' ? bodies(route) : texts(route)

export const serializerCompiler: FastifySerializerCompiler<object> = whenCalled(({ schema }) => fastJson(schema))
