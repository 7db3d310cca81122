using System.Diagnostics;
using System.Text;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Tests.Text;

public class RegularExpressionTests
{
    /// <summary>
    /// <c>regular_expressions.jsonl</c>: the texts in the first line, then a pattern a line with its rewrite, whether all matches are replaced, and what TensorFlow 2.16.2 answers for
    /// each text from RegexReplace and RegexFullMatch. The patterns were drawn at random from all that RE2's syntax has. Bytes are written as Latin-1.
    /// </summary>
    [Fact]
    public void ReplacesAndMatchesAsTensorFlowDoes()
    {
        var lines = Recorded.Read("regular_expressions.jsonl");
        byte[][] texts = [.. lines[0].EnumerateArray().Select(text => Encoding.Latin1.GetBytes(text.GetString()!))];
        foreach (var line in lines.Skip(1))
        {
            string pattern = line[0].GetString()!;
            var expression = Compile(pattern);
            for (int i = 0; i < texts.Length; i++)
            {
                string replaced = Replace(expression, texts[i], line[1].GetString()!, line[2].GetBoolean());
                Assert.True(line[3][i].GetString() == replaced, $"{pattern} on text {i}: {replaced}");
                Assert.True(line[4][i].GetBoolean() == expression.IsFullMatch(texts[i]), $"{pattern} on the whole of text {i}");
            }
        }
    }

    [Theory]
    [InlineData("(a", "missing ): (a")]
    [InlineData("a)", "unexpected ): a)")]
    [InlineData("[a", "missing ]: [a")]
    [InlineData("a**", "bad repetition operator: **")]
    [InlineData("a{2}{3}", "bad repetition operator: {2}{3}")]
    [InlineData("a{0,0}+", "bad repetition operator: {0,0}+")]
    [InlineData("*a", "no argument for repetition operator: *")]
    [InlineData("(|*)", "no argument for repetition operator: *")]
    [InlineData("a{1001}", "invalid repetition size: {1001}")]
    [InlineData("a{2,1}", "invalid repetition size: {2,1}")]
    [InlineData("(a{100}){100}", "invalid repetition size: {100}")]
    [InlineData(@"\8", @"invalid escape sequence: \8")]
    [InlineData(@"\Z", @"invalid escape sequence: \Z")]
    [InlineData(@"\x{110000}", @"invalid escape sequence: \x{110000")]
    [InlineData(@"[a-\d]", @"invalid escape sequence: \d")]
    [InlineData(@"\pX", @"invalid character class range: \pX")]
    [InlineData(@"\p{Foo", @"invalid character class range: \p{Foo")]
    [InlineData("[[:foo:]]", "invalid character class range: [:foo:]")]
    [InlineData("[z-a]", "invalid character class range: z-a")]
    [InlineData(@"a\", @"trailing \")]
    [InlineData("(?i", "invalid perl operator: (?i")]
    [InlineData("(?i-)a", "invalid perl operator: (?i-)")]
    [InlineData("(?=a)", "invalid perl operator: (?=")]
    [InlineData("(?<=a)", "invalid perl operator: (?<")]
    [InlineData("(?P<n", "invalid named capture group: (?P<n")]
    [InlineData("(?P<n->a)", "invalid named capture group: (?P<n->")]
    [InlineData(@"\pL{500}|b", "pattern too large - compile failed")]
    public void RefusesWhatIsMalformedInTheWordsOfRe2(string pattern, string message) =>
        Assert.Equal(message, Assert.Throws<RegexSyntaxException>(() => Compile(pattern)).Message);

    [Fact]
    public void RefusesAPatternThatIsNotUtf8() =>
        Assert.Equal("invalid UTF-8", Assert.Throws<RegexSyntaxException>(() => RegularExpression.Compile([(byte)'a', 0xff])).Message);

    [Fact]
    public void RefusesAPatternThatIsTooDeep() =>
        Assert.Equal("pattern too large - compile failed", Assert.Throws<RegexSyntaxException>(() => Compile(new string('(', 200_000) + "a" + new string(')', 200_000))).Message);

    [Theory]
    [InlineData("a*", @"<\0\x>", true, "<aab<")]
    [InlineData("a*", @"<\0\x>", false, "aab")]
    [InlineData("a*", @"<\1>", true, "aab")]
    [InlineData("(a)(b)?", @"[\2]", true, "[][b]")]
    [InlineData("x*", "-", true, "-a-a-b-")]
    public void HandlesReplacementsThatDoNotFitAsRe2Does(string pattern, string rewrite, bool all, string expected) =>
        Assert.Equal(expected, Replace(Compile(pattern), "aab"u8, rewrite, all));

    [Theory]
    [InlineData("(a*)*b")]
    [InlineData("(a|aa)+b")]
    [InlineData("(.*)(.*)(.*)(.*)(.*)[0-9]")]
    [InlineData("(?:a?){500}a{500}b")]
    public void TakesTimeInProportionToTheTextWhateverThePattern(string pattern)
    {
        var expression = Compile(pattern);
        byte[] text = new byte[20_000];
        text.AsSpan().Fill((byte)'a');
        var watch = Stopwatch.StartNew();
        Assert.False(expression.IsFullMatch(text));
        Assert.False(expression.Match(text, 0, stackalloc int[4]));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{pattern} took {watch.Elapsed}");
    }

    [Fact]
    public void AnswersTheSameWhenItsAutomatonIsFull()
    {
        // The state after each byte is a different set of positions: 2^14 of them and more.
        var expression = Compile("(?:a|b)*a(?:a|b){14}c");
        var random = new Random(3);
        byte[] text = new byte[120_000];
        foreach (ref byte value in text.AsSpan())
        {
            value = (byte)(random.Next(2) == 0 ? 'a' : 'b');
        }

        text[^1] = (byte)'c';
        text[^16] = (byte)'a';
        Assert.True(expression.IsFullMatch(text));
        text[^16] = (byte)'b';
        Assert.False(expression.IsFullMatch(text));
    }

    [Fact]
    public void IsUsedByManyThreadsAtOnce()
    {
        var expression = Compile(@"([\pL\d]+)-(\d+)");
        Parallel.For(0, 2000, i => Assert.Equal($"{i}:wört{i % 7} ", Replace(expression, Encoding.UTF8.GetBytes($"wört{i % 7}-{i} "), @"\2:\1", true, utf8: true)));
    }

    private static RegularExpression Compile(string pattern) => RegularExpression.Compile(Encoding.UTF8.GetBytes(pattern));

    private static string Replace(RegularExpression expression, ReadOnlySpan<byte> text, string rewrite, bool all, bool utf8 = false)
    {
        var output = new ByteBuffer();
        var replacement = new RegexRewrite(Encoding.UTF8.GetBytes(rewrite));
        bool isReplaced = all ? RegexReplacer.ReplaceAll(expression, text, replacement, output) : RegexReplacer.ReplaceFirst(expression, text, replacement, output);
        return (utf8 ? Encoding.UTF8 : Encoding.Latin1).GetString(isReplaced ? output.Written : text);
    }

}
