import { EditPage } from '../records/edit-page';
import { RuleInputs } from './rule-form';
import { toRule } from './rule-values';

export default function RuleEdit() {
  return (
    <EditPage transform={toRule}>
      <RuleInputs />
    </EditPage>
  );
}
