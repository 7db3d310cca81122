namespace TypedModels.Engine.Text;

/// <summary>Reads the fields of one record of comma-separated values (RFC 4180), as TensorFlow's DecodeCSV does.</summary>
/// <param name="record">The record.</param>
/// <param name="delimiter">What stands between fields.</param>
/// <param name="usesQuotes">Whether a field may be in quotes.</param>
internal ref struct CsvReader(ReadOnlySpan<byte> record, byte delimiter, bool usesQuotes)
{
    private readonly ReadOnlySpan<byte> _record = record;
    private int _position;
    private bool _isDone;

    /// <summary>Where the field that was read begins in the record.</summary>
    public int Start { get; private set; }

    /// <summary>The bytes of it there, without its quotes.</summary>
    public int Length { get; private set; }

    /// <summary>Whether quotes in it are written twice.</summary>
    public bool HasDoubledQuotes { get; private set; }

    /// <summary>What is wrong with the record, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads the next field, or returns false at the end or where the record is malformed.</summary>
    public bool Next()
    {
        if (_isDone || _record.IsEmpty)
        {
            return false;
        }

        HasDoubledQuotes = false;
        while (_position < _record.Length && _record[_position] is (byte)'\n' or (byte)'\r')
        {
            _position++;
        }

        if (_position >= _record.Length)
        {
            // A delimiter at the end is followed by an empty field.
            _isDone = true;
            Start = _record.Length;
            Length = 0;
            return _record[^1] == delimiter;
        }

        return usesQuotes && _record[_position] == '"' ? ReadQuoted() : ReadPlain();
    }

    private bool ReadPlain()
    {
        Start = _position;
        for (; _position < _record.Length && _record[_position] != delimiter; _position++)
        {
            if (_record[_position] is (byte)'\n' or (byte)'\r' || (usesQuotes && _record[_position] == '"'))
            {
                return Fail("Unquoted fields cannot have quotes/CRLFs inside");
            }
        }

        Length = _position - Start;
        _position++;
        return true;
    }

    private bool ReadQuoted()
    {
        Start = ++_position;
        while (_position < _record.Length - 1 && !(_record[_position] == '"' && _record[_position + 1] == delimiter))
        {
            if (_record[_position] != '"')
            {
                _position++;
            }
            else if (_record[_position + 1] != '"')
            {
                return Fail("Quote inside a string has to be escaped by another quote");
            }
            else
            {
                HasDoubledQuotes = true;
                _position += 2;
            }
        }

        bool isClosed = _position < _record.Length && _record[_position] == '"' && (_position == _record.Length - 1 || _record[_position + 1] == delimiter);
        if (!isClosed)
        {
            return Fail("Quoted field has to end with quote followed by delim or end");
        }

        Length = _position - Start;
        _position += 2;
        return true;
    }

    private bool Fail(string problem)
    {
        Problem = problem;
        _isDone = true;
        return false;
    }
}
