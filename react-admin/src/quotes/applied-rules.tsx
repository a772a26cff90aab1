import { List, ListItem, ListItemText } from '@mui/material';
import { useTranslate } from 'ra-core';
import type { Price } from './price';
import { RuleLink } from './rule-link';

/** The rules that a price comes from, and what each gave. */
export function AppliedRules({ rules }: { rules: Price['appliedRules'] }) {
  const translate = useTranslate();
  return (
    <List dense disablePadding>
      {rules.map(({ ruleId, name, priority, gave }) => (
        <ListItem key={ruleId} disableGutters>
          <ListItemText
            primary={<RuleLink id={ruleId} name={name} />}
            secondary={[
              ...gave.map((part) => translate(`resources.quotes.gave.${part}`)),
              translate('resources.quotes.priority', { priority }),
            ].join(' · ')}
          />
        </ListItem>
      ))}
    </List>
  );
}
