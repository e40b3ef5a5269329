import type {AlertLevel} from '../alerts/alert.js';
import {type AlertComponent, alertComponents} from '../alerts/rules/subject.js';
import {choice} from '../config/model/field.js';
import {variants} from '../config/options/handlers.js';
import * as unchecked from '../delivery/filters.js';
import {checkArgument, checkOf, listOf} from './options.js';

const {level, hours} = variants.console.fields.filters.fields;
const component = choice(alertComponents, {help: ''});
const checkHours = checkOf<unchecked.Hours>('hoursFilter', {
	from: {...hours.fields.from, isRequired: true},
	to: {...hours.fields.to, isRequired: true},
	timezone: hours.fields.timezone,
});

/** Returns a filter for alerts of a level or above. @throws TypeError if the level is invalid. */
export function levelFilter(minimum: AlertLevel): unchecked.AlertFilter {
	checkArgument('levelFilter', 'the level', level, minimum);
	return unchecked.levelFilter(minimum);
}

/**
Returns a filter for alerts of the components, such as `memory` or `disk`.

@throws TypeError if a component is invalid.
*/
export function componentFilter(components: readonly AlertComponent[]): unchecked.AlertFilter {
	checkArgument('componentFilter', 'components', listOf(component), components);
	return unchecked.componentFilter(components);
}

/**
Returns a filter for hours of the day in local time of the time zone, including daylight saving time.

@throws TypeError if the hours or the time zone are invalid.
*/
export function hoursFilter(hoursOfDay: unchecked.Hours): unchecked.AlertFilter {
	checkHours(hoursOfDay);
	return unchecked.hoursFilter(hoursOfDay);
}
