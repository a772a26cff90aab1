export { historyController } from './history.controller.js';
export { History, type RecordedChange } from './history.js';
export { createHistoryTable, dropHistoryTable } from './history.table.js';
