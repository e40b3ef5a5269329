import type {KeyAction} from '../../config/options/key-actions.js';
import type {ActionRow} from './action-row.js';
import {alertsActions} from './actions/alerts.js';
import {generalActions} from './actions/general.js';
import {hostsActions} from './actions/hosts.js';
import {listActions} from './actions/list.js';
import {moveActions} from './actions/move.js';
import {processActions} from './actions/process.js';
import {timeActions} from './actions/time.js';
import {viewActions} from './actions/view.js';

/**
The key table: the single source for help, footer, validation of custom keys and key handling. One file for each group.
*/
export const actions = {
	...generalActions,
	...viewActions,
	...hostsActions,
	...timeActions,
	...listActions,
	...moveActions,
	...processActions,
	...alertsActions,
} as const satisfies Readonly<Record<KeyAction, ActionRow>>;
