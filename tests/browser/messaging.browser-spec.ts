import { eventually, signInAsAdmin } from '../e2e/support/fleet.js';
import { publishBrokenEvent } from './support/broker.js';
import { administrator } from './support/person.js';
import { scenario } from './support/scenario.js';
import { notice } from './support/words.js';

describe('the events that failed', () => {
  scenario('show why, are tried again, and are dropped after asking', async (stage) => {
    const admin = await signInAsAdmin();
    const subject = await publishBrokenEvent();
    const letter = async () => {
      const { body } = await admin.get('customer', 'messaging/dead-letters?limit=100');
      return (body.data as { lastFailedAt: string; event: { subject: string } }[]).find(
        ({ event }) => event.subject === subject,
      );
    };
    const first = await eventually('the dead letter', letter, (found) => found !== undefined);

    const person = await stage.person();
    const page = await person.signIn(administrator());
    const tile = page.getByRole('region', { name: 'Events', exact: true });
    await tile.getByRole('link', { name: 'customer-service' }).click();
    const card = page.getByRole('article', { name: `user.created.v1, /auth-service ${subject}` });
    await card.getByText(/Error: .*email/).waitFor();
    await card.getByText('Payload').click();
    await card.getByText(`"userId": ${subject}`).waitFor();

    await card.getByRole('button', { name: /^Try again/ }).click();
    await notice(page, 'The event is tried again');
    await eventually(
      'a second failure',
      letter,
      (found) => found !== undefined && found.lastFailedAt !== first?.lastFailedAt,
    );

    await card.getByRole('button', { name: /^Discard/ }).click();
    const question = page.getByRole('dialog', { name: 'Discard this event?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(await letter()).toBeDefined();
    await card.getByRole('button', { name: /^Discard/ }).click();
    await question.getByRole('button', { name: 'Discard' }).click();
    await notice(page, 'The event was discarded');
    await card.waitFor({ state: 'detached' });
    expect(await letter()).toBeUndefined();
  });
});
