export default {
  name: 'User |||| Users',
};
