export { AnswersCsv } from './answers-csv.js';
export { addressColumns, addressLine, type Cell, type CsvColumn, cellLines, jsonCell } from './csv-cells.js';
export { csvFile } from './csv-file.js';
export { type Exported, recordBatches } from './record-batches.js';
