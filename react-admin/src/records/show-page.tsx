import type { Permission } from '@hybrid-fleet/contracts';
import { type RaRecord, useRecordContext, useResourceContext } from 'ra-core';
import type { ReactNode } from 'react';
import {
  EditButton,
  ListButton,
  Show,
  SimpleShowLayout,
  TabbedShowLayout,
  TabbedShowLayoutTabs,
  TopToolbar,
} from 'react-admin';
import { useLocation } from 'react-router-dom';
import { PermissionMissing } from '../access/permission-missing';
import { holds, permissionFor } from '../access/permissions';
import { useMay } from '../access/use-may';
import { HistoryList } from '../history/history-list';
import { useUser } from '../session/use-user';
import { DeleteRecord } from './delete-record';
import { Deleted } from './deleted';
import { RestoreRecord } from './restore-record';
import { STAY_WHEN_UNREAD, UnreadShow } from './unread';

/** What is beside the details, at an address of its own. */
interface Tab {
  label: string;
  path: string;
  content: ReactNode;
  /** What the reader needs for it. */
  permission?: Permission;
}

const HISTORY: Tab = {
  label: 'history.title',
  path: 'history',
  content: <HistoryList />,
  permission: 'audit:read',
};

interface Props {
  children: ReactNode;
  tabs?: Tab[];
  /** Buttons of this resource's own, before the usual ones. */
  actions?: ReactNode;
  /** See DeleteRecord. */
  confirmDelete?: boolean;
  /** Nobody changes or deletes these records: they have no history, and no tabs. */
  readOnly?: boolean;
  /** Records that stay as they are, or are never deleted, have no button for it. */
  editable?: (record: RaRecord) => boolean;
  deletable?: (record: RaRecord) => boolean;
}

/** A record: its details, what the resource adds, and who changed what. */
export function ShowPage({ children, tabs = [], actions, readOnly = false, ...rest }: Props) {
  const user = useUser();
  const { pathname } = useLocation();
  const all = [...tabs, HISTORY];
  const closed = all.find(({ path, permission }) => pathname.endsWith(`/show/${path}`) && !holds(user, permission));
  if (closed?.permission) return <PermissionMissing permission={closed.permission} />;
  return (
    <Show
      queryOptions={STAY_WHEN_UNREAD}
      error={<UnreadShow />}
      // Without it the card grows with what is in it, over the edge of a phone.
      sx={{ '& .RaShow-card': { minWidth: 0 } }}
      actions={
        <ShowActions readOnly={readOnly} {...rest}>
          {actions}
        </ShowActions>
      }
    >
      <Deleted />
      {readOnly ? (
        <SimpleShowLayout>{children}</SimpleShowLayout>
      ) : (
        <TabbedShowLayout tabs={<TabbedShowLayoutTabs variant="scrollable" allowScrollButtonsMobile />}>
          <TabbedShowLayout.Tab label="records.details">{children}</TabbedShowLayout.Tab>
          {all
            .filter(({ permission }) => holds(user, permission))
            .map(({ label, path, content }) => (
              <TabbedShowLayout.Tab key={path} label={label} path={path}>
                {content}
              </TabbedShowLayout.Tab>
            ))}
        </TabbedShowLayout>
      )}
    </Show>
  );
}

type ActionsProps = Partial<Omit<Props, 'actions' | 'tabs'>>;

const always = () => true;

function ShowActions({ children, confirmDelete, readOnly, editable = always, deletable = always }: ActionsProps) {
  const record = useRecordContext();
  const resource = useResourceContext() as string;
  const mayEdit = useMay(permissionFor(resource, 'edit'));
  return (
    <TopToolbar>
      {children}
      <RestoreRecord />
      {!readOnly && mayEdit && record && !record.deletedAt && editable(record) && <EditButton />}
      {!readOnly && record && deletable(record) && <DeleteRecord confirm={confirmDelete} />}
      <ListButton />
    </TopToolbar>
  );
}
