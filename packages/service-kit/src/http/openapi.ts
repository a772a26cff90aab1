import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import type { AppInfo } from './app-info.js';

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457 problem details',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string', description: 'A URN that names the kind of problem' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What went wrong and what to do next' },
    code: { type: 'string', description: 'Stable and machine-readable' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
    },
    requestId: { type: 'string' },
  },
};

/** `customers.list`, `customers.create`: short names that are unique in a service and make readable clients. */
function operationId(controller: string, method: string): string {
  const noun = controller.replace(/Controller$/, '');
  return `${noun.charAt(0).toLowerCase()}${noun.slice(1)}_${method}`;
}

// Draft-2020 `$defs` become shared components, so that a schema with an id appears once.
function convert(schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) {
  if (!(schema instanceof z.ZodType)) return undefined;
  const { $schema, definitions, $defs, ...rest } = z.toJSONSchema(schema, {
    target: 'openapi-3.0',
    io: schemaType,
    unrepresentable: 'any',
  }) as Record<string, unknown>;
  return { schema: rest, components: { ...((definitions ?? $defs) as Record<string, unknown>) } };
}

interface Operation {
  description?: string;
  tags?: string[];
  responses?: Record<string, unknown>;
  'x-permission'?: string;
  'x-any-permission'?: string[];
}

function operationsOf(document: OpenAPIObject): Operation[] {
  return Object.values(document.paths).flatMap((path) => Object.values(path) as Operation[]);
}

/** What every operation has to say besides its own words: the permission it needs, and how it fails. */
function describe(operation: Operation): void {
  const needed = operation['x-any-permission']?.join(' or ') ?? operation['x-permission'];
  if (needed) operation.description = `${operation.description ?? ''}\n\nNeeds ${needed}.`.trim();
  operation.responses ??= {};
  operation.responses.default ??= {
    description: 'A problem',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

/** The service's own subjects first: they are what a reader comes for. */
function tagsOf(document: OpenAPIObject): { name: string }[] {
  const names = [...new Set(operationsOf(document).flatMap(({ tags }) => tags ?? []))];
  const shared = ['messaging', 'health'];
  return [...names.filter((name) => !shared.includes(name)), ...shared.filter((name) => names.includes(name))].map(
    (name) => ({ name }),
  );
}

/** The service's contract, made from its routes and schemas: Swagger UI shows it, docs/api keeps it, clients are typed from it. */
export function openApiDocument(app: INestApplication, info: AppInfo): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle(`Hybrid Fleet: ${info.name}`)
    .setDescription(info.description)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  const document = SwaggerModule.createDocument(app, builder, {
    operationIdFactory: operationId,
    standardSchemaConverter: convert,
  });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM as never },
  };
  for (const operation of operationsOf(document)) describe(operation);
  document.tags = tagsOf(document);
  return document;
}
