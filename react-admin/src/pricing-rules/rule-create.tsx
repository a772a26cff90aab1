import { CreatePage } from '../records/create-page';
import { NEW_RULE, RuleInputs } from './rule-form';
import { toRule } from './rule-values';

export default function RuleCreate() {
  return (
    <CreatePage defaultValues={NEW_RULE} transform={toRule}>
      <RuleInputs />
    </CreatePage>
  );
}
