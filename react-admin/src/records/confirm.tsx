import { type ConfirmProps, Confirm as ReactAdminConfirm } from 'react-admin';

/** A question before what has no way back. It is answered once: while the dialog closes it can still be clicked. */
export function Confirm(props: ConfirmProps) {
  return <ReactAdminConfirm {...props} onConfirm={(event) => props.isOpen && props.onConfirm(event)} />;
}
