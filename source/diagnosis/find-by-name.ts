type Named = {readonly name: string};

/** Lists with at most this many items are searched item by item. */
const shortList = 8;

/**
Returns a function that finds an item of a list by its name. Each list is indexed once: the lists of a minute, searched for
each of a thousand devices, would block for seconds.
*/
export function findByName<Item extends Named>(): (list: readonly Item[], name: string) => Item | undefined {
	const indexes = new Map<readonly Item[], ReadonlyMap<string, Item>>();

	return (list, name) => {
		if (list.length <= shortList) {
			return list.find(one => one.name === name);
		}

		let index = indexes.get(list);
		if (!index) {
			index = new Map(list.map(one => [one.name, one]));
			indexes.set(list, index);
		}

		return index.get(name);
	};
}
