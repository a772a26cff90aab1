export default function RuleCreate() {
  return null;
}
