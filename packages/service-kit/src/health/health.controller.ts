import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../security/access.decorators.js';
import { type Health, HealthService } from './health.service.js';

/** For people (health), for supervisors (live: restart me?) and for gateways (ready: send me requests?). */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** Each part's state; 200 when ok or degraded, 503 when the service cannot serve. */
  @Public()
  @Get()
  @ApiOperation({ summary: "Each part's state: ok or degraded (200), error (503)" })
  @ApiResponse({ status: 200, description: 'ok or degraded' })
  @ApiResponse({ status: 503, description: 'A part that the service cannot serve without is down' })
  async check(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    const health = await this.health.check();
    void reply.status(health.status === 'error' ? 503 : 200).header('cache-control', 'no-store');
    return health;
  }

  /** The process runs and answers. */
  @Public()
  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  @ApiResponse({ status: 200, description: 'The process answers' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Whether requests should come here: not while the database is away, its schema is behind, or the process is stopping. */
  @Public()
  @Get('ready')
  @ApiOperation({ summary: 'Whether requests should be sent here' })
  @ApiResponse({ status: 200, description: 'Ready' })
  @ApiResponse({ status: 503, description: 'Not ready' })
  ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    return this.check(reply);
  }
}
