import Check from '@mui/icons-material/Check';
import Remove from '@mui/icons-material/Remove';
import { Stack, Tooltip } from '@mui/material';
import { useTranslate } from 'ra-core';

interface Props {
  /** What the permission allows. */
  words: string;
  name: string;
  given: boolean;
  /** With its words beside it, where no column says what it is. */
  labelled: boolean;
}

/** Whether a role gives a permission, told apart by shape and for screen readers by word. */
export function PermissionMark({ words, name, given, labelled }: Props) {
  const translate = useTranslate();
  const state = translate(given ? 'resources.roles.given' : 'resources.roles.notGiven');
  const Icon = given ? Check : Remove;
  const label = labelled ? state : `${words}: ${state}`;
  return (
    <Tooltip title={`${words} (${name})`} describeChild>
      <Stack
        component="span"
        direction="row"
        spacing={1}
        sx={{ alignItems: 'center', justifyContent: labelled ? 'start' : 'center', py: 0.5 }}
      >
        <Icon
          fontSize="small"
          color={given ? 'success' : 'disabled'}
          role="img"
          aria-hidden={false}
          aria-label={label}
        />
        {labelled && <span>{words}</span>}
      </Stack>
    </Tooltip>
  );
}
