import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
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
  @RequirePermission('messaging:manage')
  @Answers(outboxPage)
  outbox(@Query({ schema: messagingList }) query: MessagingList) {
    return this.messaging.outbox(query);
  }

  @Post('outbox/:id/redrive')
  @RequirePermission('messaging:manage')
  @AnswersNothing()
  redriveOutbox(@Param('id', { schema: idParam }) id: number) {
    return this.messaging.redriveOutbox(id);
  }

  /** Messages that could not be applied: still being retried, or dead until somebody decides. */
  @Get('dead-letters')
  @RequirePermission('messaging:manage')
  @Answers(deadLetterPage)
  deadLetters(@Query({ schema: messagingList }) query: MessagingList) {
    return this.messaging.deadLetters(query);
  }

  @Post('dead-letters/:id/redrive')
  @RequirePermission('messaging:manage')
  @AnswersNothing()
  redrive(@Param('id', { schema: idParam }) id: number) {
    return this.messaging.redriveDeadLetter(id);
  }

  @Post('dead-letters/:id/discard')
  @RequirePermission('messaging:manage')
  @AnswersNothing()
  discard(@Param('id', { schema: idParam }) id: number) {
    return this.messaging.discardDeadLetter(id);
  }
}
