import { Answers, AnswersNothing, CurrentPrincipal, type Principal, SignedIn } from '@hybrid-fleet/service-kit';
import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import * as dto from './dto/session.dto.js';
import { SessionsService } from './sessions.service.js';

@ApiTags('sessions')
@Controller('auth/sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  /** The caller's living sessions; with `userId` another user's, for who holds sessions:manage. */
  @Get()
  @ApiOperation({ summary: 'Your sessions; with sessions:manage those of ?userId=' })
  @SignedIn()
  @Answers(dto.sessionPage)
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: dto.sessionList }) query: dto.SessionList) {
    return this.sessions.list(principal, query);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'End a session everywhere' })
  @SignedIn()
  @AnswersNothing()
  end(@CurrentPrincipal() principal: Principal, @Param('id', { schema: dto.sessionId }) id: string): Promise<void> {
    return this.sessions.end(principal, id);
  }
}
