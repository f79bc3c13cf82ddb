import { Radio } from '@mantine/core';

interface Props<Level extends string> {
  label: string;
  /** Those that are there to choose from. */
  levels: readonly Level[];
  /** What each is called, and what it means. */
  words: Readonly<Record<Level, { readonly name: string; readonly meaning: string }>>;
  value: Level;
  onChange: (level: Level) => void;
}

/** What somebody may do with a bot that is shared, each with what it means. */
export function LevelChoice<Level extends string>({ label, levels, words, value, onChange }: Props<Level>) {
  return (
    <Radio.Group
      label={label}
      value={value}
      onChange={(chosen) => {
        onChange(levels.find((each) => each === chosen) ?? value);
      }}
    >
      {levels.map((each) => (
        <Radio key={each} value={each} label={words[each].name} description={words[each].meaning} mt={8} />
      ))}
    </Radio.Group>
  );
}
