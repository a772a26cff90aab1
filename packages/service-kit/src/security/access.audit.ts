import { type INestApplicationContext, Injectable, type OnModuleInit, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { type ApplicationConfig, DiscoveryService, MetadataScanner } from '@nestjs/core';
import { RoutePathFactory } from '@nestjs/core/router/route-path-factory.js';
import { type Access, accessDeclarations } from './access.decorators.js';

export interface RouteAccess {
  /** `GET`, `POST`, … */
  method: string;
  /** As clients ask for it, with the prefix; parameters as `:id`. */
  path: string;
  controller: string;
  handler: string;
  access: Access;
}

type FoundRoute = Omit<RouteAccess, 'access' | 'path'> & {
  controllerPath: string;
  path: string;
  requestMethod: RequestMethod;
  declarations: Access[];
};

const listOf = (value: string | string[] | undefined) => (Array.isArray(value) ? value : [value ?? '']);

/** Refuses the start of an application in which some route does not say, or says twice, who may call it. */
@Injectable()
export class AccessAudit implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const wrong = this.routes().filter(({ declarations }) => declarations.length !== 1);
    if (wrong.length === 0) return;
    const lines = wrong.map(
      ({ method, controllerPath, path, controller, handler, declarations }) =>
        `  ${method} ${[controllerPath, path].filter((part) => part && part !== '/').join('/') || '/'} ` +
        `(${controller}.${handler}): ${declarations.length === 0 ? 'no' : declarations.length} access declarations`,
    );
    throw new Error(
      `Each route needs exactly one of Public, SignedIn, RequirePermission, SelfOrPermission, ServicesOnly:\n${lines.join('\n')}`,
    );
  }

  routes(): FoundRoute[] {
    return this.discovery.getControllers().flatMap(({ metatype, instance }) => {
      if (!metatype || !instance) return [];
      const controller = metatype as abstract new (...args: never[]) => unknown;
      const controllerPaths = listOf(Reflect.getMetadata(PATH_METADATA, controller));
      const prototype = Object.getPrototypeOf(instance);
      return this.scanner.getAllMethodNames(prototype).flatMap((handler) => {
        const method: object = prototype[handler];
        const requestMethod: RequestMethod | undefined = Reflect.getMetadata(METHOD_METADATA, method);
        if (requestMethod === undefined) return [];
        return controllerPaths.flatMap((controllerPath) =>
          listOf(Reflect.getMetadata(PATH_METADATA, method)).map((path) => ({
            method: RequestMethod[requestMethod],
            requestMethod,
            controllerPath,
            path,
            controller: controller.name,
            handler,
            declarations: accessDeclarations(controller, method),
          })),
        );
      });
    });
  }
}

/** Every route of a started application with who may call it: what the generated access tests try. */
export function listRoutes(app: INestApplicationContext): RouteAccess[] {
  const { config } = app as unknown as { config: ApplicationConfig };
  const paths = new RoutePathFactory(config);
  return app
    .get(AccessAudit, { strict: false })
    .routes()
    .flatMap(({ controllerPath, path, requestMethod, declarations, ...route }) => {
      const globalPrefix = config.getGlobalPrefix();
      const full = paths.create({ ctrlPath: controllerPath, methodPath: path, globalPrefix }, requestMethod);
      return full.map((fullPath) => ({
        ...route,
        path: fullPath.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1'),
        access: declarations[0] as Access,
      }));
    });
}
