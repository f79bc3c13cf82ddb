import { type GrantLevel, grantLevel, grantLevels } from '@annals/contracts';
import { Radio } from '@mantine/core';

interface Props {
  label: string;
  levels: readonly GrantLevel[];
  value: GrantLevel;
  onChange: (level: GrantLevel) => void;
}

/** What somebody may do with a bot that is shared, each with what it means. */
export function LevelChoice({ label, levels, value, onChange }: Props) {
  return (
    <Radio.Group
      label={label}
      value={value}
      onChange={(chosen) => {
        onChange(grantLevel.catch(value).parse(chosen));
      }}
    >
      {levels.map((each) => (
        <Radio key={each} value={each} label={grantLevels[each].name} description={grantLevels[each].meaning} mt={8} />
      ))}
    </Radio.Group>
  );
}
