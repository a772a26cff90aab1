import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing } from '../http/answers.js';
import { idParam } from '../http/fields.js';
import { RequirePermission } from '../security/access.decorators.js';
import { deadLetterPage, type MessagingList, messagingList, outboxPage } from './messaging.dto.js';
import { MessagingService } from './messaging.service.js';

@ApiTags('messaging')
@Controller('messaging')
export class MessagingController {
  constructor(private readonly messaging: MessagingService) {}

  /** Events that are not sent yet, the oldest first. */
  @Get('outbox')
  @ApiOperation({ summary: 'Events that are not sent yet, the oldest first' })
  @RequirePermission('messaging:manage')
  @Answers(outboxPage)
  outbox(@Query({ schema: messagingList }) query: MessagingList) {
    return this.messaging.outbox(query);
  }

  @Post('outbox/:id/redrive')
  @ApiOperation({ summary: 'Send a held back event now' })
  @RequirePermission('messaging:manage')
  @AnswersNothing()
  redriveOutbox(@Param('id', { schema: idParam }) id: number) {
    return this.messaging.redriveOutbox(id);
  }

  /** Messages that could not be applied: still being retried, or dead until somebody decides. */
  @Get('dead-letters')
  @ApiOperation({ summary: 'Messages that could not be applied: being retried, or dead' })
  @RequirePermission('messaging:manage')
  @Answers(deadLetterPage)
  deadLetters(@Query({ schema: messagingList }) query: MessagingList) {
    return this.messaging.deadLetters(query);
  }

  @Post('dead-letters/:id/redrive')
  @ApiOperation({ summary: 'Try a message again, with all its attempts before it' })
  @RequirePermission('messaging:manage')
  @AnswersNothing()
  redrive(@Param('id', { schema: idParam }) id: number) {
    return this.messaging.redriveDeadLetter(id);
  }

  @Post('dead-letters/:id/discard')
  @ApiOperation({ summary: 'Drop a message for good: its effect will never happen' })
  @RequirePermission('messaging:manage')
  @AnswersNothing()
  discard(@Param('id', { schema: idParam }) id: number) {
    return this.messaging.discardDeadLetter(id);
  }
}
