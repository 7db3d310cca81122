namespace TypedModels.Engine.Text;

/// <summary>Backslash and what follows it, where it stands for one character.</summary>
internal sealed partial class RegexParser
{
    private int ReadEscape()
    {
        int start = _position++;
        if (_position == _pattern.Length)
        {
            throw Fault(RegexError.TrailingBackslash, 0, 0);
        }

        int letter = ReadCodePoint();
        switch (letter)
        {
            case 'a':
                return '\a';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return '\v';
            case 'x':
                return ReadHexadecimal(start);
            case >= '0' and <= '7':
                return ReadOctal(start, letter);
            default:
                return letter < 0x80 && !char.IsAsciiLetterOrDigit((char)letter) ? letter : throw Fault(RegexError.BadEscape, start, _position);
        }
    }

    private int ReadOctal(int start, int letter)
    {
        // A single digit other than 0 would be a backreference.
        if (letter != '0' && !IsOctal(_position))
        {
            throw Fault(RegexError.BadEscape, start, _position);
        }

        int value = letter - '0';
        for (int digits = 0; digits < 2 && IsOctal(_position); digits++)
        {
            value = value * 8 + _pattern[_position++] - '0';
        }

        return value;
    }

    private bool IsOctal(int position) => position < _pattern.Length && _pattern[position] is >= (byte)'0' and <= (byte)'7';

    private int ReadHexadecimal(int start)
    {
        int value = 0;
        if (_position < _pattern.Length && _pattern[_position] == '{')
        {
            _position++;
            int digits = 0;
            while (_position < _pattern.Length)
            {
                int digit = ReadCodePoint();
                if (digit == '}' && digits > 0)
                {
                    return value;
                }

                value = char.IsAsciiHexDigit((char)digit) && digit < 0x80 ? value * 16 + Convert.ToInt32(((char)digit).ToString(), 16) : int.MaxValue;
                if (value > CodePointSet.MaximumCodePoint)
                {
                    break;
                }

                digits++;
            }

            throw Fault(RegexError.BadEscape, start, _position);
        }

        for (int digits = 0; digits < 2; digits++)
        {
            int digit = _position < _pattern.Length ? ReadCodePoint() : 0;
            if (digit >= 0x80 || !char.IsAsciiHexDigit((char)digit))
            {
                throw Fault(RegexError.BadEscape, start, _position);
            }

            value = value * 16 + Convert.ToInt32(((char)digit).ToString(), 16);
        }

        return value;
    }
}
