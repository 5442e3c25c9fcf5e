import { askTheTable } from '../support/next-table.ts';

askTheTable('socket');
