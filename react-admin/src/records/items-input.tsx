import Add from '@mui/icons-material/Add';
import { useSimpleFormIterator, useTranslate } from 'ra-core';
import type { ReactNode } from 'react';
import { ArrayInput, Button, SimpleFormIterator } from 'react-admin';

interface Props {
  source: string;
  /** A key of the catalogue; absent where a heading says it. */
  label?: string;
  /** A key of the catalogue: what the button below the items says. */
  add: string;
  /** The inputs of one item. */
  children: ReactNode;
}

/** A list inside of a form. Its buttons are always seen, not only under a mouse. */
export function ItemsInput({ source, label, add, children }: Props) {
  return (
    <ArrayInput source={source} label={label ?? false} defaultValue={[]}>
      <SimpleFormIterator
        fullWidth
        disableReordering
        disableClear
        addButton={<AddItem label={add} />}
        sx={{ '& .RaSimpleFormIterator-action': { visibility: 'visible' } }}
      >
        {children}
      </SimpleFormIterator>
    </ArrayInput>
  );
}

function AddItem({ label }: { label: string }) {
  const { add } = useSimpleFormIterator();
  const translate = useTranslate();
  return (
    <Button label={translate(label)} onClick={() => add()}>
      <Add />
    </Button>
  );
}
