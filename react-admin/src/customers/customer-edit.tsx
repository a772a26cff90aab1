import { EditPage } from '../records/edit-page';
import { CustomerInputs, toCustomer } from './customer-form';

export default function CustomerEdit() {
  return (
    <EditPage transform={toCustomer}>
      <CustomerInputs />
    </EditPage>
  );
}
