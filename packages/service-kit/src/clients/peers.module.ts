import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CONFIG } from '../config/environment.js';
import { APP_INFO, type AppInfo } from '../http/app-info.js';
import { createPeer, type Peer } from './peer.js';
import { measurePeer } from './peer.metrics.js';
import { ServiceTokens } from './service-token.js';

type PeerName = 'auth-service' | 'user-service' | 'customer-service' | 'carrier-service' | 'pricing-service';
type Config = Record<string, unknown>;

/** `user-service` → `USER_SERVICE`: how the environment names what belongs to a service. */
function variableOf(service: string): string {
  return service.toUpperCase().replaceAll('-', '_');
}

function text(config: Config, name: string): string {
  const value = config[name];
  if (typeof value !== 'string') throw new Error(`This service's config lacks ${name}`);
  return value;
}

/** The token of a `Peer` for injection: `@Inject(peerToken('user-service')) users: Peer`. */
export const peerToken = (name: PeerName) => `peer:${name}`;

/** This service's own account at auth-service: its name and `<SERVICE>_CLIENT_SECRET`. */
@Global()
@Module({
  providers: [
    {
      provide: ServiceTokens,
      inject: [CONFIG, APP_INFO],
      useFactory: (config: Config, { name }: AppInfo) =>
        new ServiceTokens({
          authUrl: text(config, 'AUTH_SERVICE_URL'),
          clientId: name,
          clientSecret: text(config, `${variableOf(name)}_CLIENT_SECRET`),
          timeoutMs: Number(config.PEER_TIMEOUT_MS),
        }),
    },
  ],
  exports: [ServiceTokens],
})
export class ServiceTokensModule {}

/** `PeersModule.forRoot(['user-service'])` provides a `Peer` for each, at `<SERVICE>_URL`. */
@Global()
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a Nest dynamic module is a class with a static factory
export class PeersModule {
  static forRoot(names: PeerName[]): DynamicModule {
    return {
      module: PeersModule,
      imports: [ServiceTokensModule],
      providers: names.map((name) => ({
        provide: peerToken(name),
        inject: [CONFIG, ServiceTokens],
        useFactory: (config: Config, tokens: ServiceTokens): Peer =>
          measurePeer(
            createPeer({
              name,
              baseUrl: text(config, `${variableOf(name)}_URL`),
              timeoutMs: Number(config.PEER_TIMEOUT_MS),
              tokens,
            }),
          ),
      })),
      exports: names.map(peerToken),
    };
  }
}
