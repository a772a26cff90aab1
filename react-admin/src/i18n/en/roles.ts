export default {
  name: 'Role |||| Roles',
};
