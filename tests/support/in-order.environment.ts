import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';

/**
 * For a file that tells one story, of which each test is a step: they run as they are written, also where others run in
 * random order. Its first line is: @jest-environment ./tests/support/in-order.environment.ts
 */
export default class InOrder extends TestEnvironment {
  handleTestEvent(_event: Circus.AsyncEvent | Circus.SyncEvent, state: Circus.State): void {
    state.randomize = false;
  }
}
