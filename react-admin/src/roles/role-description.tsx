import { useRecordContext, useTranslate } from 'ra-core';
import type { Records } from '../api/records';
import english from '../i18n/en/roles';

type Translate = ReturnType<typeof useTranslate>;
type Role = Pick<Records['roles'], 'name' | 'description' | 'isSystem'>;

const BUILT_IN: Readonly<Record<string, string>> = english.descriptions;

/** What a role is for; of a built-in one in the reader's language, until somebody writes another description. */
export function describeRole({ name, description, isSystem }: Role, translate: Translate): string {
  return isSystem && description === BUILT_IN[name] ? translate(`resources.roles.descriptions.${name}`) : description;
}

export function RoleDescription(_: { source?: string; label?: string }) {
  const role = useRecordContext<Records['roles']>();
  const translate = useTranslate();
  if (!role) return null;
  return <span style={{ whiteSpace: 'pre-line' }}>{describeRole(role, translate) || '–'}</span>;
}
