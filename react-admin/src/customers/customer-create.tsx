import { CreatePage } from '../records/create-page';
import { CustomerInputs, toCustomer } from './customer-form';

export default function CustomerCreate() {
  return (
    <CreatePage defaultValues={{ customerType: 'retail', isActive: true, addresses: [] }} transform={toCustomer}>
      <CustomerInputs />
    </CreatePage>
  );
}
