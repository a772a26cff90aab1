import {
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  type Theme,
  useMediaQuery,
} from '@mui/material';
import { useTranslate } from 'ra-core';
import { AreaBox } from './area-box';
import { AreaList } from './area-list';
import { type Area, VERBS } from './matrix';
import { PermissionBox } from './permission-box';

export interface MatrixProps {
  areas: readonly Area[];
  /** Names of the permissions that are given. */
  chosen: readonly string[];
  /** Absent: the matrix is there to be read. */
  edit?: {
    mayGive: (name: string) => boolean;
    onChange: (names: string[], given: boolean) => void;
  };
}

/** Permissions by area and verb; on a phone as a list of each area's. */
export function PermissionMatrix(props: MatrixProps) {
  const translate = useTranslate();
  const small = useMediaQuery<Theme>((theme) => theme.breakpoints.down('lg'));
  if (small) return <AreaList {...props} />;
  return (
    <TableContainer>
      <Table size="small" aria-label={translate('resources.roles.fields.permissions')}>
        <TableHead>
          <TableRow>
            <TableCell>{translate('resources.roles.area')}</TableCell>
            {VERBS.map((verb) => (
              <TableCell key={verb} align="center">
                {translate(`resources.roles.verbs.${verb}`)}
              </TableCell>
            ))}
            <TableCell>{translate('resources.roles.others')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {props.areas.map((area) => (
            <AreaRow key={area.name} area={area} {...props} />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function AreaRow({ area, chosen, edit }: MatrixProps & { area: Area }) {
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        <AreaBox area={area} chosen={chosen} edit={edit} />
      </TableCell>
      {VERBS.map((verb) => {
        const entry = area.verbs[verb];
        return (
          <TableCell key={verb} align="center">
            {entry && <PermissionBox entry={entry} chosen={chosen} edit={edit} />}
          </TableCell>
        );
      })}
      <TableCell>
        {area.others.map((entry) => (
          <PermissionBox key={entry.name} entry={entry} chosen={chosen} edit={edit} labelled />
        ))}
      </TableCell>
    </TableRow>
  );
}
