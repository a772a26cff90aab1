import { EnvironmentError } from './environment.js';

/** Values that hybrid-environment.example publishes: fine on a laptop, a hole anywhere else. */
const PUBLISHED = [/^dev[-_]/i, /_2024$/, /^admin123$/, /^changeme/i];

const SECRET_NAME = /(PASSWORD|SECRET|KEY|KEY_PREVIOUS)$/;

// The development KEY_ENCRYPTION_KEY is base64 of text that begins with "dev-"; KEY_ENCRYPTION_KEY_PREVIOUS is a list of such.
function isPublished(value: string): boolean {
  const items = value.split(',').map((item) => item.trim());
  const texts = [value, ...items.map((item) => Buffer.from(item, 'base64').toString('latin1'))];
  return texts.some((text) => PUBLISHED.some((published) => published.test(text)));
}

/** Refuses to start in production with a secret that the example file publishes, naming each such variable. */
export function refusePublishedSecrets(config: Record<string, unknown>): void {
  if (config.NODE_ENV !== 'production') return;
  const bad = Object.entries(config)
    .filter(([name, value]) => SECRET_NAME.test(name) && typeof value === 'string' && isPublished(value))
    .map(([name]) => name);
  if (bad.length === 0) return;
  throw new EnvironmentError(
    `NODE_ENV is production, and these still have a published development value:\n${bad
      .map((name) => `  ${name}`)
      .join('\n')}\nGive each a random value of its own, for example from: openssl rand -base64 32`,
  );
}
