using System.Text.RegularExpressions;
using System.Xml.Linq;
using FacePipeline.Faces;
using FacePipeline.Page;
using TypedModels.Tests.Running;

namespace TypedModels.Tests.Page;

public partial class ReportPageTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(24)]
    [InlineData(300)]
    public void ThePageIsWellFormedAndNeedsNothingButItself(int count)
    {
        string page = Write(FakeModels.Report(count));
        var document = XDocument.Parse(page);

        Assert.DoesNotContain("http:", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https:", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", page, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(document.Descendants("script"));
        Assert.Empty(document.Descendants("link"));
        Assert.All(References(document), reference => Assert.Matches("^(#|data:image/png;base64,)", reference));
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(300)]
    public void EveryLinkHasATargetAndEveryIdentifierIsUsedOnce(int count)
    {
        var document = XDocument.Parse(Write(FakeModels.Report(count)));
        var identifiers = document.Descendants().Attributes("id").Select(attribute => attribute.Value).ToList();

        Assert.Equal(identifiers.Count, identifiers.Distinct().Count());
        Assert.All(References(document).Where(reference => reference.StartsWith('#')), reference => Assert.Contains(reference[1..], identifiers));
        Assert.All(document.Descendants().Attributes("aria-labelledby"), attribute => Assert.Contains(attribute.Value, identifiers));
    }

    [Fact]
    public void ThePictureIsInThePageOnceWithExactlyItsBytes()
    {
        byte[] noise = new byte[200_000];
        new Random(1).NextBytes(noise);
        var picture = Picture.From("noise.gif", [.. "GIF89a"u8, 1, 0, 1, 0, .. noise]);

        var images = XDocument.Parse(Write(FakeModels.Report(3, picture))).Descendants("image").ToList();

        string data = Assert.Single(images).Attribute("href")!.Value;
        Assert.StartsWith("data:image/gif;base64,", data, StringComparison.Ordinal);
        Assert.Equal(picture.Bytes, Convert.FromBase64String(data["data:image/gif;base64,".Length..]));
    }

    [Fact]
    public void EveryFaceHasItsBoxItsScoreItsCropAndItsEmbedding()
    {
        var report = FakeModels.Report(40);
        var document = XDocument.Parse(Write(report));
        var boxes = document.Descendants("a").Where(element => (string?)element.Attribute("class") == "box").ToList();
        var cards = document.Descendants("li").Where(element => (string?)element.Attribute("class") == "card").ToList();

        Assert.Equal(40, boxes.Count);
        Assert.Equal(40, cards.Count);
        foreach (var face in report.Faces)
        {
            string style = boxes[face.Index].Attribute("style")!.Value;
            Assert.Equal([100 * face.Box.Left / 400, 100 * face.Box.Top / 300, 100 * face.Box.Width / 400, 100 * face.Box.Height / 300], Percentages(style), new Close());
            Assert.Equal($"Face {face.Number}, score {Markup.Cosine(face.Score)}", boxes[face.Index].Attribute("aria-label")!.Value);
            Assert.Contains($"Score {Markup.Cosine(face.Score)}", cards[face.Index].Value, StringComparison.Ordinal);
            Assert.Equal($"{face.Box.Left} {face.Box.Top} {face.Box.Width} {face.Box.Height}", cards[face.Index].Descendants("svg").First().Attribute("viewBox")!.Value);
            Assert.Equal(1, Bars(cards[face.Index]));
        }
    }

    [Fact]
    public void TheTableHasEveryPairAndMarksTheBestOfEachRow()
    {
        var report = FakeModels.Report(5);
        var rows = XDocument.Parse(Write(report)).Descendants("table").First(table => (string?)table.Attribute("class") == "similarity").Element("tbody")!.Elements("tr").ToList();

        Assert.Equal(5, rows.Count);
        for (int one = 0; one < 5; one++)
        {
            var cells = rows[one].Elements("td").ToList();
            for (int other = 0; other < 5; other++)
            {
                Assert.Equal(one == other ? "·" : Markup.Cosine(report.Similarities[one, other]), cells[other].Value);
                Assert.Equal(other == report.Similarities.MostAlike(one), (string?)cells[other].Attribute("class") == "best");
            }
        }
    }

    [Fact]
    public void ManyFacesAreShownAsTheMostAlikePairs()
    {
        var document = XDocument.Parse(Write(FakeModels.Report(300)));

        Assert.DoesNotContain(document.Descendants("table"), table => (string?)table.Attribute("class") == "similarity");
        var pairs = document.Descendants("ol").Single(list => (string?)list.Attribute("class") == "pairs").Elements("li").ToList();
        Assert.Equal(50, pairs.Count);
        Assert.Contains("1.00", pairs[0].Value, StringComparison.Ordinal);
        Assert.Contains("all 44850 pairs", document.Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutFacesThePageSaysWhatWouldFindMore() =>
        Assert.Contains("A lower --threshold finds more", XDocument.Parse(Write(FakeModels.Report(0))).Root!.Value, StringComparison.Ordinal);

    [Fact]
    public void ThePageNamesTheModelsTheEngineAndTheTimeOfEachStep()
    {
        string text = XDocument.Parse(Write(FakeModels.Report(2))).Root!.Value;

        Assert.Contains("face_detector", text, StringComparison.Ordinal);
        Assert.Contains("face_embedder", text, StringComparison.Ordinal);
        Assert.Contains("fake", text, StringComparison.Ordinal);
        Assert.Matches(@"Find faces\s*[0-9.]+ ms\s*Embed faces\s*[0-9.]+ ms\s*Compare faces\s*[0-9.]+ ms", text);
    }

    [Fact]
    public void AFileNameIsTextAndNothingElse()
    {
        const string Name = "\"><script>alert('&')</script>.png";

        var document = XDocument.Parse(Write(FakeModels.Report(2, FakeModels.Picture(Name))));

        Assert.Empty(document.Descendants("script"));
        Assert.Equal($"{Name}: 2 faces", document.Descendants("title").Single().Value);
        Assert.Equal($"2 faces in {Name}", document.Descendants("h1").Single().Value);
    }

    [Fact]
    public void EveryDrawingSaysWhatItShowsOrThatATextBesideItDoes()
    {
        var drawings = XDocument.Parse(Write(FakeModels.Report(30))).Descendants("svg").ToList();

        Assert.NotEmpty(drawings);
        Assert.All(drawings, drawing => Assert.True(
            (string?)drawing.Attribute("aria-hidden") == "true" || ((string?)drawing.Attribute("role") == "img" && drawing.Attribute("aria-label")!.Value.Length > 0)));
    }

    private static string Write(FaceReport report)
    {
        using var writer = new StringWriter();
        ReportPage.Write(writer, report);
        return writer.ToString();
    }

    private static IEnumerable<string> References(XDocument document) =>
        document.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "href" or "src").Select(attribute => attribute.Value);

    private static double[] Percentages(string style) => [.. Percentage().Matches(style).Select(match => double.Parse(match.Groups[1].Value))];

    private static int Bars(XElement card) => card.Descendants("path").Sum(path => path.Attribute("d")!.Value.Count(letter => letter == 'M'));

    [GeneratedRegex("([0-9.]+)%")]
    private static partial Regex Percentage();

    private sealed class Close : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 0.001;

        public int GetHashCode(double obj) => 0;
    }
}
