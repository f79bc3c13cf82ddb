import { NativeSelect, NumberInput, Radio, Stack } from '@mantine/core';
import { Box } from '../../components/box';
import type { Draft } from './settings';
import type { FieldProps } from './timing-fields';
import classes from './triggers.module.css';
import { missedWords, overlapWords } from './words';

/** What becomes of due times that meet the run before, or nobody; and when it pauses itself. */
export function PolicyFields({ draft, set, kind }: FieldProps & { kind: string }) {
  return (
    <>
      {kind === 'schedule' && (
        <Box title="If the last run is still going">
          <div className={classes.boxed}>
            <Radio.Group
              aria-label="If the last run is still going"
              value={draft.overlap}
              onChange={(overlap) => {
                set({ overlap });
              }}
            >
              <Stack gap="sm">
                {Object.entries(overlapWords).map(([value, [label, description]]) => (
                  <Radio key={value} value={value} label={label} description={description} />
                ))}
              </Stack>
            </Radio.Group>
          </div>
        </Box>
      )}
      <Box title="If something goes wrong">
        <div className={classes.boxed}>
          {kind === 'schedule' && (
            <div className={classes.row}>
              <NativeSelect
                label="Due times that nobody was there for"
                data={Object.entries(missedWords).map(([value, label]) => ({ value, label }))}
                value={draft.missed}
                onChange={(event) => {
                  set({ missed: event.currentTarget.value as Draft['missed'] });
                }}
              />
              {draft.missed === 'all' && (
                <NumberInput
                  label="At most"
                  min={1}
                  max={100}
                  value={draft.missedAtMost}
                  onChange={(value) => {
                    set({ missedAtMost: Number(value) });
                  }}
                />
              )}
            </div>
          )}
          <NumberInput
            label="Pauses itself after so many failures in a row"
            min={1}
            max={100}
            value={draft.pauseAfter}
            onChange={(value) => {
              set({ pauseAfter: Number(value) });
            }}
          />
        </div>
      </Box>
    </>
  );
}
